package threadlab.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTest {

    /** The bytes of one message, for tests that must know what the client sends. */
    static byte[] message(int size, long session, long sequence) {
        byte[] message = new byte[size];
        Payload.fill(message, session, sequence);
        return message;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 63, 64, 65, 100_003})
    void everyByteIsWrittenAndTheSameEachTime(int size) {
        byte[] dirty = new byte[size];
        Arrays.fill(dirty, (byte) 0xff);
        Payload.fill(dirty, 3, 4);
        assertThat(dirty).isEqualTo(message(size, 3, 4));
    }

    @Test
    void aByteDependsOnItsOffsetAndNotOnTheSize() {
        byte[] whole = message(100, 5, 6);
        for (int size = 0; size < whole.length; size++) {
            assertThat(message(size, 5, 6)).isEqualTo(Arrays.copyOf(whole, size));
        }
    }

    @Test
    void anEmptyMessageIsAllowed() {
        assertThat(message(0, 1, 2)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1,0", "1,1", "1000000,0", "0,4294967296"})
    void anotherSessionOrSequenceIsAnotherMessage(long session, long sequence) {
        assertThat(message(8, session, sequence)).isNotEqualTo(message(8, 0, 0));
    }

    @Test
    void sessionAndSequenceAreNotInterchangeable() {
        assertThat(message(8, 2, 1)).isNotEqualTo(message(8, 1, 2));
    }

    @Test
    void noTwoOfManyMessagesStartAlike() {
        Set<ByteBuffer> seen = new HashSet<>();
        for (int session = 0; session < 400; session++) {
            for (int sequence = 0; sequence < 400; sequence++) {
                assertThat(seen.add(ByteBuffer.wrap(message(8, session, sequence)))).isTrue();
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

    @Test
    void anEqualPieceHasNoDifference() {
        byte[] sent = message(100, 0, 0);
        assertThat(Payload.firstDifference(sent, 0, sent, 100)).isEqualTo(-1);
        assertThat(Payload.firstDifference(sent, 40, Arrays.copyOfRange(sent, 40, 60), 20)).isEqualTo(-1);
        assertThat(Payload.firstDifference(sent, 40, new byte[0], 0)).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 13, 29})
    void theFirstDifferenceIsAnOffsetWithinTheMessage(int at) {
        byte[] sent = message(100, 0, 0);
        byte[] piece = Arrays.copyOfRange(sent, 40, 70);
        piece[at] ^= 1;
        piece[29] ^= 2;
        assertThat(Payload.firstDifference(sent, 40, piece, 30)).isEqualTo(40 + at);
    }

    @Test
    void whatLiesBehindTheReceivedBytesIsNotCompared() {
        byte[] sent = message(100, 0, 0);
        byte[] buffer = Arrays.copyOfRange(sent, 40, 70);
        buffer[10] ^= 1;
        assertThat(Payload.firstDifference(sent, 40, buffer, 10)).isEqualTo(-1);
        assertThat(Payload.firstDifference(sent, 40, buffer, 11)).isEqualTo(50);
    }
}
