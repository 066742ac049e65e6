package dev.bourse.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.exchange.snapshot.SnapshotReader;
import dev.bourse.exchange.snapshot.SnapshotWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

/** A model that goes through a snapshot, or begins with the exchange's state, answers as one that saw it all. */
class ModelSnapshotTest {
    private static final ReadModel.Bounds BOUNDS = new ReadModel.Bounds(30, 200);

    @Property(tries = 30)
    @Label("E9: a snapshot and the outputs behind it give the model that all outputs give, to the number, and the same"
            + " answers")
    void comesBack(@ForAll long seed) {
        TradedExchange exchange = new TradedExchange(seed);
        exchange.trade(500);
        int at = exchange.outputs.size();
        ReadModel first = exchange.apply(new ReadModel(BOUNDS, event -> {}), 0);
        ReadModel loaded = load(save(first));
        assertThat(Answers.of(loaded)).isEqualTo(Answers.of(first));
        exchange.trade(300);

        ReadModel all = exchange.apply(first, at);
        ReadModel again = exchange.apply(loaded, at);

        assertThat(Answers.of(again)).isEqualTo(Answers.of(all));
        assertThat(save(again)).isEqualTo(save(all));
    }

    @Property(tries = 30)
    @Label("E9: a model that began with the exchange's state has its balances, open orders and what is open of"
            + " positions; what was before is said to be unknown")
    void beginsWithTheState(@ForAll long seed) {
        TradedExchange exchange = new TradedExchange(seed);
        exchange.trade(500);
        int at = exchange.outputs.size();
        ReadModel seeded = new ReadModel(BOUNDS, event -> {});
        seeded.seed(exchange.core.view().world());
        ReadModel all = exchange.apply(new ReadModel(BOUNDS, event -> {}), 0);
        assertThat(Answers.present(seeded)).isEqualTo(Answers.present(all));
        assertThat(seeded.since()).isEqualTo(at);
        assertThat(seeded.account(1).orElseThrow().forgotten()).isEqualTo(at);
        exchange.trade(300);

        exchange.apply(seeded, at);
        exchange.apply(all, at);

        assertThat(Answers.present(seeded)).isEqualTo(Answers.present(all));
        assertThat(Answers.present(load(save(seeded)))).isEqualTo(Answers.present(all));
        assertThat(Answers.eventsBehind(seeded, at)).isEqualTo(Answers.eventsBehind(all, at));
    }

    private static byte[] save(ReadModel model) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SnapshotWriter out = new SnapshotWriter((block, length) -> bytes.write(block, 0, length));
        model.save(out);
        out.finish();
        return bytes.toByteArray();
    }

    private static ReadModel load(byte[] bytes) {
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        SnapshotReader reader = new SnapshotReader((into, length) -> in.readNBytes(into, 0, length));
        ReadModel model = new ReadModel(BOUNDS, event -> {});
        model.load(reader);
        reader.finish();
        return model;
    }
}
