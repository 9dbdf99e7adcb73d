package threadlab.bench.faults;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import threadlab.bench.faults.ProxyPath.Direction;

/**
 * Flips one bit of a connection in one of its directions, and records it. It flips no second bit, since a receiver that
 * finds the first one ends the connection.
 */
final class Corrupt implements Fault {
    /**
     * A bit that was flipped.
     *
     * @param offset of its byte from the first byte of this direction
     */
    record Flip(int connection, Direction direction, long offset, int bit) {
    }

    private final double chance;
    private final long within;
    private final Queue<Flip> flips = new ConcurrentLinkedQueue<>();

    /**
     * Corrupts some connections.
     *
     * @param chance that a connection is corrupted, 0 to 1
     * @param within so many of its first bytes; a connection with fewer bytes may stay intact
     */
    Corrupt(double chance, long within) {
        this.chance = chance;
        this.within = within;
    }

    /** Returns the bits that have been flipped so far. */
    List<Flip> flips() {
        return List.copyOf(flips);
    }

    @Override
    public Stage on(ProxyPath path, Stage next) {
        RandomGenerator random = path.shared();
        boolean chosen = random.nextDouble() < chance;
        Direction direction = random.nextBoolean() ? Direction.UP : Direction.DOWN;
        var flip = new Flip(path.connection(), direction, random.nextLong(within), random.nextInt(Byte.SIZE));
        return chosen && direction == path.direction() ? flipping(flip, next) : next;
    }

    private Stage flipping(Flip flip, Stage next) {
        long[] passed = {0};
        return bytes -> {
            long at = flip.offset - passed[0];
            passed[0] += bytes.remaining();
            if (at >= 0 && at < bytes.remaining()) {
                flip(bytes, bytes.position() + (int) at, flip.bit);
                flips.add(flip); // before a receiver can find it
            }
            next.take(bytes);
        };
    }

    private static void flip(ByteBuffer bytes, int index, int bit) {
        bytes.put(index, (byte) (bytes.get(index) ^ 1 << bit));
    }
}
