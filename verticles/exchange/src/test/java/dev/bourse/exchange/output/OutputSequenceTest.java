package dev.bourse.exchange.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bourse.exchange.envelope.MessageHeaderEncoder;
import dev.bourse.exchange.envelope.OutputBatchEncoder;
import dev.bourse.exchange.protocol.AccountOpenedEncoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Gap-free and exactly once: E3. */
class OutputSequenceTest {
    private static final int PREFIX = MessageHeaderEncoder.ENCODED_LENGTH + OutputBatchEncoder.BLOCK_LENGTH;
    private static final int OUTPUT = MessageHeaderEncoder.ENCODED_LENGTH + AccountOpenedEncoder.BLOCK_LENGTH;

    private final OutputSequence sequence = new OutputSequence(5);
    private final List<Long> taken = new ArrayList<>();
    private int account = 1;

    @Test
    @DisplayName("Outputs before the wanted one are passed over, then each is handed over in order")
    void startsAtTheWantedNumber() {
        assertThat(take(1, 4)).isZero();
        assertThat(take(4, 3)).isEqualTo(2);
        assertThat(take(7, 1)).isEqualTo(1);
        assertThat(taken).containsExactly(5L, 6L, 7L);
        assertThat(sequence.next()).isEqualTo(8);
    }

    @Test
    @DisplayName("What comes again, as from another node, is handed over once")
    void dropsRepeats() {
        take(5, 3);
        assertThat(take(5, 3)).isZero();
        assertThat(take(6, 3)).isEqualTo(1);
        assertThat(taken).containsExactly(5L, 6L, 7L, 8L);
    }

    @Test
    @DisplayName("Where the output that was taken last comes again and is another, it is said that this is another"
            + " exchange; over another way it is asked for, to see that")
    void tellsAnotherExchange() {
        take(5, 3);
        assertThat(sequence.from()).isEqualTo(7);
        assertThat(take(5, 3)).isZero();
        account = 9;

        assertThatThrownBy(() -> take(6, 3))
                .isInstanceOf(OtherExchangeException.class)
                .hasMessageContaining("output 7 of this exchange is another");
        assertThat(taken).containsExactly(5L, 6L, 7L);
    }

    @Test
    @DisplayName("How far a node is, is forgotten on the way to another")
    void forgetsHowFarANodeWas() {
        take(5, 3);
        assertThat(sequence.end()).isEqualTo(8);

        sequence.move();

        assertThat(sequence.end()).isZero();
    }

    @Test
    @DisplayName("A gap is told and nothing behind it is handed over")
    void tellsAGap() {
        assertThat(take(6, 2)).isEqualTo(-1);
        assertThat(taken).isEmpty();
        assertThat(sequence.next()).isEqualTo(5);
    }

    @Test
    @DisplayName("A heartbeat hands nothing over, and tells a gap before it")
    void readsHeartbeats() {
        assertThat(take(5, 0)).isZero();
        assertThat(take(7, 0)).isEqualTo(-1);
        assertThat(taken).isEmpty();
    }

    @Test
    @DisplayName("Bytes that are no batch are a gap")
    void refusesOtherBytes() {
        assertThat(sequence.take(new UnsafeBuffer(new byte[64]), 0, 64, this::onOutput))
                .isEqualTo(-1);
        assertThat(sequence.take(new UnsafeBuffer(new byte[4]), 0, 4, this::onOutput))
                .isEqualTo(-1);
    }

    private int take(long first, int outputs) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[PREFIX + outputs * OUTPUT]);
        new OutputBatchEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .firstNumber(first)
                .outputs(outputs)
                .timestamp(1);
        for (int i = 0; i < outputs; i++) {
            new AccountOpenedEncoder()
                    .wrapAndApplyHeader(
                            buffer, PREFIX + i * OUTPUT, new dev.bourse.exchange.protocol.MessageHeaderEncoder())
                    .outputNumber(first + i)
                    .accountId(account);
        }
        return sequence.take(buffer, 0, buffer.capacity(), this::onOutput);
    }

    private void onOutput(long number, DirectBuffer buffer, int offset, int length) {
        taken.add(number);
    }
}
