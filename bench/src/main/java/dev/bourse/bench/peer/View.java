package dev.bourse.bench.peer;

import java.io.Serializable;

/** What is told after a tick: the tick's number, price and session, and the averages of four windows, in fine units. */
record View(
        int instrument,
        long sequence,
        long last,
        long high,
        long low,
        long average1m,
        long average5m,
        long average15m,
        long average60m)
        implements Serializable {}
