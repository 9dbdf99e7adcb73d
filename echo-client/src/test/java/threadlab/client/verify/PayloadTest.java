package threadlab.client.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTest {
    private static final Payload PAYLOAD = new Payload(1);

    /** A piece of a message, written between other bytes that must stay as they are. */
    private static byte[] piece(Payload payload, long session, long sequence, int offset, int length) {
        byte[] array = new byte[3 + length + 3];
        Arrays.fill(array, (byte) 0x55);
        ByteBuffer to = ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN).position(3);
        payload.put(to, session, sequence, offset, length);
        assertThat(to.position()).isEqualTo(3 + length);
        assertThat(Arrays.copyOf(array, 3)).containsOnly(0x55);
        assertThat(Arrays.copyOfRange(array, 3 + length, array.length)).containsOnly(0x55);
        return Arrays.copyOfRange(array, 3, 3 + length);
    }

    private static byte[] message(int size, long session, long sequence) {
        return piece(PAYLOAD, session, sequence, 0, size);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 63, 64, 65, 100_003})
    void aMessageIsTheSameEachTime(int size) {
        assertThat(piece(new Payload(1), 3, 4, 0, size)).isEqualTo(message(size, 3, 4));
    }

    @Test
    void anyPieceIsTheSliceOfTheWholeMessage() {
        var random = new Random(1);
        byte[] whole = message(10_000, 5, 6);
        for (int i = 0; i < 20_000; i++) {
            int offset = random.nextInt(whole.length);
            int length = random.nextInt(Math.min(i % 2 == 0 ? 40 : 10_000, whole.length - offset) + 1);
            assertThat(Arrays.equals(piece(PAYLOAD, 5, 6, offset, length), 0, length, whole, offset, offset + length))
                    .as("%d bytes from %d", length, offset).isTrue();
        }
    }

    @Test
    void aMessageInConsecutivePiecesOfAnyLengthIsTheWhole() {
        var random = new Random(2);
        byte[] whole = message(5_000, 7, 8);
        ByteBuffer pieces = ByteBuffer.allocateDirect(whole.length).order(ByteOrder.LITTLE_ENDIAN);
        while (pieces.hasRemaining()) {
            PAYLOAD.put(pieces, 7, 8, pieces.position(), Math.min(random.nextInt(30), pieces.remaining()));
        }
        assertThat(pieces.flip()).isEqualTo(ByteBuffer.wrap(whole));
    }

    @Test
    void anEmptyPieceIsAllowed() {
        assertThat(message(0, 1, 2)).isEmpty();
        assertThat(piece(PAYLOAD, 1, 2, 13, 0)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1,0", "1,1", "1000000,0", "0,4294967296"})
    void anotherSessionOrSequenceIsAnotherMessage(long session, long sequence) {
        assertThat(message(8, session, sequence)).isNotEqualTo(message(8, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 2, -1, Long.MIN_VALUE, 1L + (1L << 32)})
    void anotherRunIsAnotherMessage(long run) {
        assertThat(piece(new Payload(run), 0, 0, 0, 8)).isNotEqualTo(message(8, 0, 0));
    }

    @Test
    void sessionAndSequenceAreNotInterchangeable() {
        assertThat(message(8, 2, 1)).isNotEqualTo(message(8, 1, 2));
    }

    @Test
    void noTwoOfManyMessagesStartAlike() {
        Set<ByteBuffer> seen = new HashSet<>();
        for (int session = 0; session < 300; session++) {
            for (int sequence = 0; sequence < 300; sequence++) {
                ByteBuffer start = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
                PAYLOAD.put(start, session, sequence, 0, 8);
                assertThat(seen.add(start.flip())).isTrue();
            }
        }
    }

    @Test
    void noPieceOfAMessageOccursElsewhereSoThatShiftedEchoesDiffer() {
        Set<Long> seen = new HashSet<>();
        for (int session = 0; session < 30; session++) {
            for (int sequence = 0; sequence < 30; sequence++) {
                var pieces = ByteBuffer.wrap(message(512, session, sequence)).asLongBuffer();
                while (pieces.hasRemaining()) {
                    assertThat(seen.add(pieces.get())).isTrue();
                }
            }
        }
    }

    @Test
    void messagesOfOneByteVary() {
        Set<Byte> values = new HashSet<>();
        for (int sequence = 0; sequence < 256; sequence++) {
            values.add(message(1, 0, sequence)[0]);
        }
        assertThat(values).hasSizeGreaterThan(100);
    }
}
