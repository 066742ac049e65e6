/**
 * Order command files: one instrument's commands as lines of text, and what an order book makes of them.
 *
 * <p>In flows a file of the columns {@code seq,command,orderId,uid,side,type,price,size,reserveBidPrice}
 * ({@link dev.bourse.exchange.commandfile.CommandFile}); out flow the trades, the final book and checkpoints with a
 * digest of the book, as lines of text ({@link dev.bourse.exchange.commandfile.MatchTool}).
 */
@NullMarked
package dev.bourse.exchange.commandfile;

import org.jspecify.annotations.NullMarked;
