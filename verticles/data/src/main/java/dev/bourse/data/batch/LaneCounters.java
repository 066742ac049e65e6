package dev.bourse.data.batch;

/** Counts what lanes do to ticks. */
public interface LaneCounters {
    /** A batch of this many ticks left; 0 ticks where it only moved the watermark. */
    void sent(int ticks);

    /** A tick was dropped because its lane was full. */
    void shed();

    /** A tick was merged into a waiting one because its lane was full. */
    void conflated();

    /** A tick was held back because its lane was full. */
    void blocked();

    /** Counts nowhere. */
    LaneCounters NONE = new LaneCounters() {
        @Override
        public void sent(int ticks) {}

        @Override
        public void shed() {}

        @Override
        public void conflated() {}

        @Override
        public void blocked() {}
    };
}
