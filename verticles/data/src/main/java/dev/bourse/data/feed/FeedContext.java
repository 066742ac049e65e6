package dev.bourse.data.feed;

import dev.bourse.data.record.RejectionListener;
import dev.bourse.shared.cluster.Node;
import io.vertx.core.Context;

/**
 * What a feed gets to work with.
 *
 * @param node the process
 * @param context the data verticle's; all that a feed does happens there, except where it has a thread of its own
 * @param intake takes its ticks
 * @param instruments finds the instruments that symbols mean
 * @param rejections hears of each record that it refuses; safe for any thread
 */
public record FeedContext(
        Node node, Context context, TickIntake intake, RegistryInstruments instruments, RejectionListener rejections) {}
