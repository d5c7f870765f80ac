package io.gokafka.cli.command;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import io.gokafka.api.LogId;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.record.RecordBatches;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.LogInspection;
import io.gokafka.api.storage.LogSegment;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.api.storage.StorageInspection;
import io.gokafka.api.storage.StoredSegment;
import io.gokafka.broker.offline.LogName;
import io.gokafka.broker.offline.StoppedBroker;
import io.gokafka.cli.error.CliException;
import io.gokafka.cli.error.ExitCode;
import io.gokafka.cli.text.RecordTemplate;
import org.jspecify.annotations.Nullable;

/** Shows the batches of one log of a stopped broker. */
final class StorageDumpCommand implements Command {
    private static final int READ_BYTES = 1 << 20;

    @Parameter(names = "--log", order = 1, placeholder = "NAME", description = "The log: TOPIC-PARTITION, or its id")
    private @Nullable String log;

    @Parameter(
            names = "--from-offset",
            order = 2,
            placeholder = "OFFSET",
            description = "Begin with the batch that contains this offset")
    private @Nullable Long fromOffset;

    @Parameter(
            names = "--from-index",
            order = 3,
            placeholder = "INDEX",
            description = "Begin with the batch at this index")
    private @Nullable Long fromIndex;

    @Parameter(names = "--max", order = 4, placeholder = "N", description = "End after so many batches")
    private @Nullable Long max;

    @Parameter(names = "--records", order = 5, description = "Show the records behind their batch, too")
    private boolean records;

    @Parameter(
            names = "--format",
            order = 6,
            placeholder = "FORMAT",
            description = "What to show of a record, as in 'gokafka consume' (default offset,time,key,value)")
    private @Nullable String format;

    @ParametersDelegate
    private final StorageOptions storage = new StorageOptions();

    @ParametersDelegate
    private final OutputOptions output = new OutputOptions();

    @Override
    public ExitCode run(Invocation invocation) {
        checkTogether();
        RecordTemplate template = template();
        try (StoppedBroker broker = StoppedBroker.toRead(StorageOptions.directory(invocation));
                StorageInspection inspection = storage.inspect(invocation, broker)) {
            if (log == null) {
                throw CliException.usage("--log is missing; it names the log, as 'gokafka storage inspect' lists them");
            }
            LogId id = StorageOptions.log(log, inspection.list());
            try (LogInspection opened = inspection.open(id)) {
                LogName name = LogName.of(id);
                BatchSink sink = new BatchSink(invocation.out(), name, output.isJson(), records, template);
                long first = first(opened);
                sink.log(LogReport.content(opened));
                dump(opened, first, sink);
            }
        }
        return ExitCode.OK;
    }

    private void checkTogether() {
        if (fromOffset != null && fromIndex != null) {
            throw CliException.usage("--from-offset and --from-index exclude each other");
        }
        if (max != null && max < 1) {
            throw CliException.usage("--max: " + max + " is too few; allowed are 1 and more");
        }
        if (format != null && (output.isJson() || !records)) {
            throw CliException.usage("--format is for --records, and not for --output json, which has all fields");
        }
    }

    private RecordTemplate template() {
        try {
            return RecordTemplate.parse(format == null ? "offset,time,key,value" : format);
        } catch (IllegalArgumentException e) {
            throw CliException.usage("--format: " + e.getMessage());
        }
    }

    /** The index to begin at. */
    private long first(LogInspection opened) {
        LogBounds bounds = opened.bounds();
        if (fromIndex != null) {
            check("--from-index", fromIndex, bounds.firstIndex(), bounds.lastIndex() + 1, "indexes");
            return firstBehind(opened, -1, fromIndex);
        }
        if (fromOffset != null) {
            check("--from-offset", fromOffset, bounds.startOffset(), bounds.endOffset(), "offsets");
            return firstBehind(opened, fromOffset, 0);
        }
        return bounds.firstIndex();
    }

    private static void check(String flag, long value, long first, long end, String what) {
        if (value < first || value > end) {
            throw CliException.usage(flag + ": " + value + " is not in the log; its " + what + " begin at " + first
                    + " and end before " + end);
        }
    }

    /** The index of the first batch that ends behind an offset, or behind an index: it may be a hole, with others before. */
    private static long firstBehind(LogInspection opened, long offset, long byIndex) {
        long index = opened.bounds().firstIndex();
        for (StoredSegment stored : opened.segments()) {
            LogSegment segment = stored.segment();
            boolean before = segment.baseOffset() <= offset && segment.firstIndex() <= byIndex;
            index = before ? segment.firstIndex() : index;
        }
        while (index <= opened.bounds().lastIndex()) {
            for (RecordBatch batch : read(opened, index)) {
                if (batch.nextOffset() > offset && index + batch.entries() > byIndex) {
                    return index;
                }
                index += batch.entries();
            }
        }
        return index;
    }

    private void dump(LogInspection opened, long first, BatchSink sink) {
        long last = opened.bounds().lastIndex();
        long left = max == null ? Long.MAX_VALUE : max;
        for (long index = first; index <= last && left > 0; ) {
            for (RecordBatch batch : read(opened, index)) {
                if (left-- > 0) {
                    sink.batch(index, batch);
                }
                index += batch.entries();
            }
        }
    }

    private static RecordBatches read(LogInspection opened, long index) {
        try (LogSlice slice = opened.readEntries(index, READ_BYTES)) {
            return RecordBatches.in(slice.toBuffer());
        }
    }
}
