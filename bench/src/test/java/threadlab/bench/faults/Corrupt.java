package threadlab.bench.faults;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import threadlab.bench.faults.ProxyPath.Direction;

/**
 * Flips one bit of a connection's bytes, in one of its directions, and knows which. One and no more: who finds it ends
 * the connection, and could not find a second.
 */
final class Corrupt implements Fault {
    /**
     * A bit that was flipped.
     *
     * @param offset of its byte, from the first byte of this direction on
     */
    record Flip(int connection, Direction direction, long offset, int bit) {
    }

    private final double chance;
    private final long within;
    private final Queue<Flip> flips = new ConcurrentLinkedQueue<>();

    /**
     * @param chance that a connection is corrupted, 0 to 1
     * @param within so many of its first bytes; one that carries fewer may stay as it is
     */
    Corrupt(double chance, long within) {
        this.chance = chance;
        this.within = within;
    }

    /** What has been flipped so far. */
    List<Flip> flips() {
        return List.copyOf(flips);
    }

    @Override
    public Stage on(ProxyPath way, Stage next) {
        RandomGenerator random = way.shared();
        boolean chosen = random.nextDouble() < chance;
        Direction direction = random.nextBoolean() ? Direction.UP : Direction.DOWN;
        var flip = new Flip(way.connection(), direction, random.nextLong(within), random.nextInt(Byte.SIZE));
        return chosen && direction == way.direction() ? flipping(flip, next) : next;
    }

    private Stage flipping(Flip flip, Stage next) {
        long[] passed = {0};
        return bytes -> {
            long at = flip.offset - passed[0];
            passed[0] += bytes.remaining();
            if (at >= 0 && at < bytes.remaining()) {
                flip(bytes, bytes.position() + (int) at, flip.bit);
                flips.add(flip); // before anybody can find it
            }
            next.take(bytes);
        };
    }

    private static void flip(ByteBuffer bytes, int index, int bit) {
        bytes.put(index, (byte) (bytes.get(index) ^ 1 << bit));
    }
}
