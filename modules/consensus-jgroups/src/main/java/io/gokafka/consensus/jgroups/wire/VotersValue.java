package io.gokafka.consensus.jgroups.wire;

import io.gokafka.api.BrokerId;
import io.gokafka.api.record.ControlBatch;
import io.gokafka.api.record.InvalidBatchException;
import io.gokafka.api.record.RecordBatch;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The first entry of a term: a control batch whose value is the voters of that term, the preferred leader first, as text
 * separated by commas. Its type is {@link ControlBatch.Type#VOTERS} when they differ from the term before, else
 * {@link ControlBatch.Type#LEADER_CHANGE}.
 */
public final class VotersValue {
    private VotersValue() {}

    /** Makes the entry. */
    public static RecordBatch toBatch(List<BrokerId> voters, boolean changed, long timestamp) {
        String value = voters.stream().map(BrokerId::value).collect(Collectors.joining(","));
        ControlBatch.Type type = changed ? ControlBatch.Type.VOTERS : ControlBatch.Type.LEADER_CHANGE;
        return new ControlBatch(type, value.getBytes(StandardCharsets.UTF_8)).toBatch(timestamp);
    }

    /** The voters in an entry; empty when it is another entry. */
    public static Optional<List<BrokerId>> of(RecordBatch batch) {
        if (!batch.isControl()) {
            return Optional.empty();
        }
        ControlBatch control = ControlBatch.of(batch);
        return switch (control.type()) {
            case VOTERS, LEADER_CHANGE -> Optional.of(parse(new String(control.value(), StandardCharsets.UTF_8)));
            case ABORT, COMMIT, LOG_START, COMPACTION -> Optional.empty();
        };
    }

    private static List<BrokerId> parse(String value) {
        try {
            return Arrays.stream(value.split(",")).map(BrokerId::new).toList();
        } catch (IllegalArgumentException e) {
            throw new InvalidBatchException("the first entry of a term has the voters '" + value + "'");
        }
    }
}
