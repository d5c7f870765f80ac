package io.gokafka.cli.command;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.record.Compression;
import io.gokafka.api.record.ControlBatch;
import io.gokafka.api.record.InvalidBatchException;
import io.gokafka.api.record.LogStart;
import io.gokafka.api.record.Record;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.broker.offline.LogName;
import io.gokafka.cli.io.Output;
import io.gokafka.cli.text.Amounts;
import io.gokafka.cli.text.JsonWriter;
import io.gokafka.cli.text.RecordJson;
import io.gokafka.cli.text.RecordTemplate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes the batches of a log out, a line each, and their records if they are wanted. For one thread. */
final class BatchSink {
    private final Output out;
    private final LogName name;
    private final TopicPartition partition;
    private final boolean json;
    private final boolean records;
    private final RecordTemplate template;
    private final JsonWriter document = new JsonWriter();
    private final RecordJson recordJson = new RecordJson();

    BatchSink(Output out, LogName name, boolean json, boolean records, RecordTemplate template) {
        this.out = out;
        this.name = name;
        this.partition = name.partition().orElse(new TopicPartition(name.log().value(), 0));
        this.json = json;
        this.records = records;
        this.template = template;
    }

    /** What goes before the batches. */
    void log(LogReport.Content content) {
        if (json) {
            document.clear();
            LogViews.json(document, new LogReport(name, Optional.of(content), Optional.empty()));
            out.line(document.toString());
        } else {
            out.text(LogViews.summary(name, content));
        }
    }

    void batch(long index, RecordBatch batch) {
        if (json) {
            json(index, batch);
        } else {
            out.line(text(index, batch));
        }
        if (records && !batch.isControl()) {
            records(batch);
        }
    }

    private void records(RecordBatch batch) {
        List<Record> decoded;
        try {
            decoded = batch.records();
        } catch (InvalidBatchException e) {
            problem(String.valueOf(e.getMessage()));
            return;
        }
        for (Record record : decoded) {
            if (json) {
                recordJson.write(partition, record, out);
            } else {
                out.text("  ");
                template.write(partition, record, out);
            }
        }
    }

    private void problem(String what) {
        if (json) {
            document.clear();
            out.line(document.object().field("problem", what).endObject().toString());
        } else {
            out.line("  " + what);
        }
    }

    private static String text(long index, RecordBatch batch) {
        StringBuilder line = new StringBuilder("index " + index + "  offsets "
                + LogViews.offsets(batch.baseOffset(), batch.nextOffset()) + "  term " + batch.leaderEpoch() + "  "
                + type(batch) + "  " + Amounts.plural(batch.recordCount(), "record") + "  " + batch.sizeInBytes()
                + " bytes  " + Instant.ofEpochMilli(batch.maxTimestamp())
                + (batch.isLogAppendTime() ? " (append time)" : ""));
        if (batch.producerId() != RecordBatch.NO_PRODUCER_ID) {
            line.append("  producer ").append(batch.producerId());
            line.append(" epoch ").append(batch.producerEpoch());
            line.append(" sequence ").append(batch.baseSequence()).append('-').append(batch.lastSequence());
        }
        if (batch.isTransactional()) {
            line.append("  transactional");
        }
        if (batch.isHole()) {
            line.append("  compacted, ").append(batch.entries()).append(batch.entries() == 1 ? " entry" : " entries");
        }
        line.append("  ").append(codec(batch)).append("  crc ").append(crc(batch));
        return line.append(batch.crcMatches() ? "" : " WRONG").toString();
    }

    private void json(long index, RecordBatch batch) {
        document.clear();
        document.object()
                .field("index", index)
                .field("baseOffset", batch.baseOffset())
                .field("nextOffset", batch.nextOffset())
                .field("entries", batch.entries())
                .field("term", batch.leaderEpoch())
                .field("type", type(batch))
                .field("records", batch.recordCount())
                .field("bytes", batch.sizeInBytes())
                .field("baseTimestamp", batch.baseTimestamp())
                .field("maxTimestamp", batch.maxTimestamp())
                .field("timestampType", batch.isLogAppendTime() ? "append" : "create")
                .field("producerId", batch.producerId())
                .field("producerEpoch", batch.producerEpoch())
                .field("baseSequence", batch.baseSequence())
                .field("lastSequence", batch.lastSequence())
                .name("transactional")
                .value(batch.isTransactional())
                .field("compression", codec(batch))
                .field("crc", crc(batch))
                .name("crcMatches")
                .value(batch.crcMatches())
                .endObject();
        out.line(document.toString());
    }

    private static String crc(RecordBatch batch) {
        return String.format(Locale.ROOT, "%08x", batch.crc());
    }

    private static String codec(RecordBatch batch) {
        try {
            Compression compression = batch.compression();
            return compression.name().toLowerCase(Locale.ROOT);
        } catch (InvalidBatchException e) {
            return "unknown";
        }
    }

    /** What a control batch says, by its name. */
    private static String type(RecordBatch batch) {
        if (batch.isHole()) {
            return "hole";
        }
        if (!batch.isControl()) {
            return "data";
        }
        try {
            String type = ControlBatch.of(batch).type().name().toLowerCase(Locale.ROOT);
            return LogStart.of(batch).map(start -> type + " " + start.offset()).orElse(type);
        } catch (InvalidBatchException e) {
            return "control";
        }
    }
}
