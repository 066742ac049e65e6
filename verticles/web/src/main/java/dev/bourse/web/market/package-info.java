/**
 * The newest state of every instrument and the newest signals, as the browsers see them. Batches flow in through an
 * {@code Intake} from the cluster's thread; rows, orders of rows and signals flow out to the views of the clients.
 * Plain Java.
 */
@NullMarked
package dev.bourse.web.market;

import org.jspecify.annotations.NullMarked;
