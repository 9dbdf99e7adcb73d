package threadlab.client.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import threadlab.client.verify.Diagnosis.Position;

/** Streams made by hand, told apart. */
class DiagnosisTest {
    private static final int SESSIONS = 10;
    private static final Payload PAYLOAD = new Payload(1);
    private static final MessageSizes HUNDRED = MessageSizes.of(100);

    /** What a session sent from one message on. */
    private static byte[] stream(MessageSizes sizes, long session, long from, int messages) {
        var stream = new ByteArrayOutputStream();
        for (long sequence = from; sequence < from + messages; sequence++) {
            int size = sizes.of(session, sequence);
            ByteBuffer message = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
            PAYLOAD.put(message, session, sequence, 0, size);
            stream.writeBytes(message.array());
        }
        return stream.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static byte[] without(byte[] bytes, int at, int count) {
        return joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at + count, bytes.length));
    }

    /**
     * As a session does it: finds the first difference from what is expected, message {@code from} of session 2 and the
     * next ones, and asks what the bytes from there on are.
     */
    private static Diagnosis diagnosis(MessageSizes sizes, long from, byte[] came) {
        byte[] expected = stream(sizes, 2, from, 30);
        int wrong = Arrays.mismatch(Arrays.copyOf(expected, came.length), came);
        assertThat(wrong).isNotNegative();
        long sequence = from;
        int offset = wrong;
        while (offset >= sizes.of(2, sequence)) {
            offset -= sizes.of(2, sequence);
            sequence++;
        }
        ByteBuffer rest = ByteBuffer.wrap(came).position(wrong);
        Diagnosis diagnosis = Diagnosis.of(PAYLOAD, sizes, SESSIONS, new Position(2, sequence, offset, false), rest);
        assertThat(rest).isEqualTo(ByteBuffer.wrap(came).position(wrong));
        assertThat(diagnosis.detail()).startsWith("message " + sequence + ", byte " + offset);
        return diagnosis;
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0, -128", "50, 16", "99, 4", "96, 4", "95, 2", "100, 1", "163, 8"})
    void oneFlippedBitIsCorruptedWithThePlaceAndTheValues(int at, byte bit) {
        byte[] came = stream(HUNDRED, 2, 5, 3);
        int sent = came[at] & 0xff;
        came[at] ^= bit;
        assertThat(diagnosis(HUNDRED, 5, came)).isEqualTo(new Diagnosis(Failure.CORRUPTED, "message " + (5 + at / 100)
                + ", byte " + at % 100 + " is " + (came[at] & 0xff) + ", sent was " + sent));
    }

    @Test
    void bytesOfAnEarlierRunAreCorrupted() {
        ByteBuffer came = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN);
        new Payload(2).put(came, 2, 5, 0, 100);
        assertThat(diagnosis(HUNDRED, 5, came.array()).failure()).isEqualTo(Failure.CORRUPTED);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "50, 1", "99, 1", "0, 10", "50, 10", "90, 10", "0, 64", "36, 64", "150, 10", "199, 1"})
    void missingBytesAreTruncatedWithTheirNumber(int at, int count) {
        byte[] came = without(stream(HUNDRED, 2, 5, 4), at, count);
        assertThat(diagnosis(HUNDRED, 5, came)).returns(Failure.TRUNCATED, Diagnosis::failure).extracting(
                Diagnosis::detail).asString().endsWith(": " + count + " bytes are missing");
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 32, 48, 64, 65, 100})
    void aLostMessageOfAnySizeIsReordered(int size) {
        var sizes = MessageSizes.of(size);
        byte[] came = joined(stream(sizes, 2, 5, 1), stream(sizes, 2, 7, 4));
        assertThat(diagnosis(sizes, 5, came)).returns(Failure.REORDERED, Diagnosis::failure)
                .extracting(Diagnosis::detail).asString().endsWith(": message 7 came instead");
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 32, 48, 64})
    void neighboursThatSwappedPlacesAreReordered(int size) {
        var sizes = MessageSizes.of(size);
        byte[] came = joined(stream(sizes, 2, 6, 1), stream(sizes, 2, 5, 1), stream(sizes, 2, 7, 2));
        assertThat(diagnosis(sizes, 5, came).failure()).isEqualTo(Failure.REORDERED);
    }

    @Test
    void bytesMissingAcrossTheEndOfAMessageAreTruncated() {
        byte[] came = without(stream(HUNDRED, 2, 5, 4), 95, 10);
        assertThat(diagnosis(HUNDRED, 5, came)).returns(Failure.TRUNCATED, Diagnosis::failure);
    }

    @Test
    void bytesThatNobodyAskedForAreToldAsSuch() {
        var place = new Position(2, 5, 0, true);
        ByteBuffer garbage = ByteBuffer.wrap(new byte[]{7, 7, 7, 7, 7});
        assertThat(Diagnosis.of(PAYLOAD, HUNDRED, SESSIONS, place, garbage)).isEqualTo(new Diagnosis(Failure.CORRUPTED,
                "message 5, byte 0 is 7, and nothing was in flight"));
    }

    @Test
    void aMissingByteIsFoundThoughOnlyFourBytesCameAfterIt() {
        byte[] came = Arrays.copyOf(without(stream(HUNDRED, 2, 5, 1), 50, 1), 54);
        assertThat(diagnosis(HUNDRED, 5, came).failure()).isEqualTo(Failure.TRUNCATED);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void aMessageAgainIsDuplicated(int back) {
        byte[] came = joined(stream(HUNDRED, 2, 5, 1), stream(HUNDRED, 2, 6 - back, 1));
        assertThat(diagnosis(HUNDRED, 5, came)).returns(Failure.DUPLICATED, Diagnosis::failure)
                .extracting(Diagnosis::detail).asString().endsWith(": message " + (6 - back) + " came again");
    }

    @Test
    void aSmallMessageAgainIsDuplicatedThoughTheNextOnesFollowIt() {
        var small = MessageSizes.of(16);
        byte[] came = joined(stream(small, 2, 5, 2), stream(small, 2, 6, 5));
        assertThat(diagnosis(small, 5, came)).returns(Failure.DUPLICATED, Diagnosis::failure)
                .extracting(Diagnosis::detail).asString().startsWith("message 7, ").endsWith(": message 6 came again");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 30})
    void aLaterMessageInsteadIsReordered(int ahead) {
        byte[] came = joined(stream(HUNDRED, 2, 5, 1), stream(HUNDRED, 2, 6 + ahead, 2));
        assertThat(diagnosis(HUNDRED, 5, came)).returns(Failure.REORDERED, Diagnosis::failure)
                .extracting(Diagnosis::detail).asString().endsWith(": message " + (6 + ahead) + " came instead");
    }

    @ParameterizedTest
    @CsvSource({"0, 6", "1, 6", "3, 6", "9, 6", "3, 0", "3, 50"})
    void anothersMessageIsCrossedWithThatSessionsNumber(int other, int sequence) {
        byte[] came = joined(stream(HUNDRED, 2, 5, 1), stream(HUNDRED, other, sequence, 1));
        assertThat(diagnosis(HUNDRED, 5, came)).returns(Failure.MISROUTED, Diagnosis::failure).extracting(
                Diagnosis::detail).asString()
                .endsWith(": message " + sequence + " of session " + other + " came instead");
    }

    @Test
    void aSessionThatTheLoadDoesNotHaveIsNotLookedFor() {
        assertThat(diagnosis(HUNDRED, 5, stream(HUNDRED, SESSIONS, 5, 1)).failure()).isEqualTo(Failure.CORRUPTED);
    }

    @Test
    void anothersMessageFromItsMiddleOnIsCrossed() {
        byte[] came = joined(Arrays.copyOf(stream(HUNDRED, 2, 5, 1), 40),
                Arrays.copyOfRange(stream(HUNDRED, 7, 5, 1), 40, 100));
        assertThat(diagnosis(HUNDRED, 5, came)).returns(Failure.MISROUTED, Diagnosis::failure)
                .extracting(Diagnosis::detail).asString().endsWith("message 5 of session 7 came instead");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void fewerThanFourBytesAreCorruptedWhateverTheyAre(int count) {
        byte[] came = Arrays.copyOf(stream(HUNDRED, 2, 4, 1), count);
        came[0] = (byte) ~stream(HUNDRED, 2, 5, 1)[0];
        assertThat(diagnosis(HUNDRED, 5, came).failure()).isEqualTo(Failure.CORRUPTED);
        byte[] again = Arrays.copyOf(stream(HUNDRED, 2, 4, 1), count);
        var place = new Position(2, 5, 0, false);
        assertThat(Diagnosis.of(PAYLOAD, HUNDRED, SESSIONS, place, ByteBuffer.wrap(again)).failure())
                .isEqualTo(Failure.CORRUPTED);
    }

    @Test
    void fourBytesAreEnough() {
        byte[] again = Arrays.copyOf(stream(HUNDRED, 2, 4, 1), 4);
        assertThat(
                Diagnosis.of(PAYLOAD, HUNDRED, SESSIONS, new Position(2, 5, 0, false), ByteBuffer.wrap(again))
                        .failure())
                .isEqualTo(Failure.DUPLICATED);
    }

    @Test
    void anAlertOfTlsIsToldThoughItsFirstByteWasExpected() {
        byte[] alert = {21, 3, 3, 0, 2, 2, 10};
        long from = LongStream.iterate(0, i -> i + 1).filter(i -> stream(HUNDRED, 2, i, 1)[0] == alert[0]).findFirst()
                .orElseThrow();
        assertThat(diagnosis(HUNDRED, from, alert)).returns(Failure.HANDSHAKE_FAILED, Diagnosis::failure)
                .extracting(Diagnosis::detail).asString().startsWith("message " + from + ", byte 1");
    }

    /** The first message has no earlier one. */
    @Test
    void nothingIsLookedForBeforeTheFirstMessage() {
        assertThat(diagnosis(HUNDRED, 0, stream(HUNDRED, 2, -1, 1)).failure()).isEqualTo(Failure.CORRUPTED);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void messagesOfManySizesAreToldApartToo(long seed) {
        var sizes = new MessageSizes(70, 300, seed);
        byte[] right = stream(sizes, 2, 5, 1);
        assertThat(diagnosis(sizes, 5, joined(right, stream(sizes, 2, 5, 1))).failure())
                .isEqualTo(Failure.DUPLICATED);
        assertThat(diagnosis(sizes, 5, joined(right, stream(sizes, 2, 7, 1))).failure()).isEqualTo(Failure.REORDERED);
        assertThat(diagnosis(sizes, 5, joined(right, stream(sizes, 4, 6, 1))).failure()).isEqualTo(Failure.MISROUTED);
        assertThat(diagnosis(sizes, 5, without(stream(sizes, 2, 5, 3), right.length + 3, 10)).failure())
                .isEqualTo(Failure.TRUNCATED);
    }
}
