package dev.bourse.standalone.participants;

import dev.bourse.shared.config.Settings;

/**
 * The options of the simulated participants.
 *
 * @param rate {@code participants.rate}: what they do in a second, all together; 0: there are none
 * @param seed {@code participants.seed}: the same seed lists the same stocks and draws the same intentions
 * @param stocks {@code participants.stocks}: how many are listed
 */
public record ParticipantsOptions(int rate, long seed, int stocks) {
    private static final int MOST_RATE = 100_000;
    private static final int ADDRESS_RATE = 1_000;

    /** Reads the options; what is not allowed is noted as a fault of the settings. */
    public static ParticipantsOptions from(Settings settings) {
        int rate = settings.integer("participants.rate", 100, 0, MOST_RATE);
        int allowed = settings.integer("gateway.address-rate", ADDRESS_RATE, 1, Integer.MAX_VALUE);
        if (rate > allowed / 2) {
            settings.fault(
                    "participants.rate",
                    "is " + rate + "; allowed is at most half of gateway.address-rate, " + allowed
                            + ", so that others of this machine have their share: raise that first");
        }
        return new ParticipantsOptions(
                rate,
                settings.number("participants.seed", 1, Long.MIN_VALUE, Long.MAX_VALUE),
                settings.integer("participants.stocks", 100, 1, 1_000));
    }
}
