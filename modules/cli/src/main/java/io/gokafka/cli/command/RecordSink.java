package io.gokafka.cli.command;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.record.Record;
import io.gokafka.cli.io.Output;
import io.gokafka.cli.io.Terminal;
import io.gokafka.cli.text.Progress;
import io.gokafka.cli.text.RecordJson;
import io.gokafka.cli.text.RecordTemplate;
import io.gokafka.client.ConsumerRecord;

/** Writes consumed records out, up to a number of them, and says how far it is. For one thread. */
final class RecordSink {
    /** How a record is written. */
    private interface Form {
        void write(TopicPartition partition, Record record, Output out);
    }

    private final Output out;
    private final long limit;
    private final Form form;
    private final Progress progress;
    private final boolean showProgress;
    private long records;
    private long bytes;

    private RecordSink(Terminal terminal, long limit, Form form) {
        this.limit = limit;
        this.form = form;
        out = terminal.out();
        progress = new Progress(terminal.err(), Terminal.errorIsScreen(), System::nanoTime);
        showProgress = !Terminal.outputIsScreen(); // where the records themselves are the progress
    }

    static RecordSink text(Terminal terminal, long limit, RecordTemplate template) {
        return new RecordSink(terminal, limit, template::write);
    }

    static RecordSink json(Terminal terminal, long limit) {
        return new RecordSink(terminal, limit, new RecordJson()::write);
    }

    boolean isFull() {
        return records >= limit;
    }

    void write(ConsumerRecord record) {
        form.write(record.topicPartition(), record.record(), out);
        byte[] value = record.value();
        records++;
        bytes += value == null ? 0 : value.length;
        if (showProgress) {
            progress.update(records, bytes);
        }
    }

    void flush() {
        out.flush();
    }

    void end() {
        progress.end();
    }
}
