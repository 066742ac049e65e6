/**
 * The web group: one process of it serves many browsers. States and signals of all partitions flow in from the cluster,
 * frames with what each browser shows flow out over SockJS, and answers over REST.
 */
@NullMarked
package dev.bourse.web;

import org.jspecify.annotations.NullMarked;
