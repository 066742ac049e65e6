package dev.bourse.data.feed;

import dev.bourse.data.format.FormatOptions;
import dev.bourse.data.format.TickFields;
import dev.bourse.data.record.Instruments;
import dev.bourse.data.record.SymbolTable;
import dev.bourse.data.vendor.Tokens;
import dev.bourse.shared.config.HostPort;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.instrument.Instrument;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** What the network feeds have in common: who may come in, and how their ticks are read. */
final class Doors {
    private Doors() {}

    /** The tokens of {@code key}; without any, an address that others can reach is a fault. */
    static Tokens tokens(Settings settings, String key, String addressKey, HostPort address) {
        Tokens tokens = Tokens.parse("");
        try {
            tokens = Tokens.parse(settings.secret(key).orElse(""));
        } catch (IllegalArgumentException wrong) {
            settings.fault(key, String.valueOf(wrong.getMessage()));
        }
        if (tokens.isOpen() && !isLoopback(address.host())) {
            settings.fault(
                    addressKey,
                    "'" + address + "' can be reached from other machines: name tokens with --" + key
                            + "=vendor=token,... or listen on 127.0.0.1");
        }
        return tokens;
    }

    /** Reads ticks of these symbols; unknown ones are left to the feed, since adding them must not block the loop. */
    static TickFields fields(RegistryInstruments instruments) {
        Instruments known = new Instruments() {
            @Override
            public Optional<Instrument> find(String symbol) {
                return instruments.find(symbol);
            }

            @Override
            public Optional<Instrument> introduce(String symbol, int priceDecimals, int sizeDecimals) {
                return Optional.empty();
            }

            @Override
            public int version() {
                return instruments.version();
            }
        };
        SymbolTable symbols = new SymbolTable(known);
        return new TickFields(FormatOptions.of(known), symbols);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
