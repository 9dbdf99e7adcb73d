package threadlab.server.work;

/**
 * How many messages are in work. Immutable.
 *
 * @param now how many at the last change
 * @param most how many at once since somebody last looked
 * @param messages those whose work has ended
 * @param nanos the times in work, added up over the messages until the last change
 * @param start when the server began to count
 * @param at the last change
 */
record InWork(int now, int most, long messages, long nanos, long start, long at) {
    static InWork none(long start) {
        return new InWork(0, 0, 0, 0, start, start);
    }

    InWork begun(long time) {
        InWork moved = at(time);
        return new InWork(now + 1, Math.max(most, now + 1), messages, moved.nanos, start, moved.at);
    }

    InWork ended(long time) {
        InWork moved = at(time);
        return new InWork(now - 1, most, messages + 1, moved.nanos, start, moved.at);
    }

    /** Returns the same at a time that may be a little earlier, if another thread has read its clock later. */
    InWork at(long time) {
        long passed = Math.max(0, time - at);
        return new InWork(now, most, messages, nanos + now * passed, start, at + passed);
    }

    /** Returns the same for somebody who looks again later. */
    InWork seen() {
        return new InWork(now, now, messages, nanos, start, at);
    }

    long sinceStart() {
        return at - start;
    }
}
