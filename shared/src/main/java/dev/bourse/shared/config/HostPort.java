package dev.bourse.shared.config;

/**
 * Where something listens or is reached.
 *
 * @param host a name or an address, not empty
 * @param port 0 to 65535; 0 lets the system choose one where something listens
 */
public record HostPort(String host, int port) {
    /** @throws IllegalArgumentException if the host is empty or the port out of range */
    public HostPort {
        if (host.isBlank()) {
            throw new IllegalArgumentException("host: '' is not allowed; allowed is a name or an address");
        }
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port: '" + port + "' is not allowed; allowed is 0 to 65535");
        }
    }

    /**
     * Reads {@code host:port}, {@code [address]:port} for IPv6.
     *
     * @throws IllegalArgumentException naming the text
     */
    public static HostPort parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon <= 0 || (text.indexOf(':') != colon && !text.startsWith("["))) {
            throw new IllegalArgumentException("'" + text + "' is not host:port");
        }
        String host = text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        try {
            return new HostPort(host, Integer.parseInt(text.substring(colon + 1)));
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException("'" + text + "' is not host:port", noNumber);
        }
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
