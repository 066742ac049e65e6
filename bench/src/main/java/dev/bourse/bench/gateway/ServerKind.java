package dev.bourse.bench.gateway;

/** What answers. */
enum ServerKind {
    /** The gateway's server, router and bodies, and a handler that answers at once. */
    NULL("null handler"),
    /** The same, after it has held each body against the contract. */
    CONTRACT("null, contract"),
    /** The gateway before a core in its own process, without journal: what the gateway takes by itself. */
    CORE("gateway, core"),
    /** The gateway before a node of the exchange, journaled, in its own process. */
    GATEWAY("gateway, journaled");

    private final String words;

    ServerKind(String words) {
        this.words = words;
    }

    /** As it is called in the table. */
    String words() {
        return words;
    }

    /** Whether it is a gateway with users, accounts and a market. */
    boolean isGateway() {
        return this == CORE || this == GATEWAY;
    }
}
