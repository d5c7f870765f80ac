package io.gokafka.broker.group;

import io.gokafka.api.record.Record;
import io.gokafka.broker.state.ReplicatedState;
import io.gokafka.broker.state.StateRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All groups of one partition of {@code __consumer_offsets}.
 *
 * <p>The image is a version (1), a count, and so many records as key and value, each behind its length: what a
 * compacted log would hold. {@code GroupRecordCodec} describes the records.
 *
 * <p>Threading: one thread, as {@link ReplicatedState} says; what its methods return are views, to be used by that
 * thread.
 */
public final class GroupsState implements ReplicatedState {
    private static final int IMAGE_VERSION = 1;

    private final SortedMap<String, Group> groups = new TreeMap<>();

    /** {@inheritDoc} Throws {@link IllegalStateException} when it does not understand the record. */
    @Override
    public void replay(Record record) {
        GroupRecord change;
        try {
            change = GroupRecordCodec.decode(present(record.key()), record.value());
        } catch (RuntimeException e) {
            throw new IllegalStateException("cannot read the group record at offset " + record.offset(), e);
        }
        apply(change);
    }

    @Override
    public byte[] image() {
        List<GroupRecord> records =
                groups.values().stream().flatMap(g -> g.records().stream()).toList();
        ByteWriter image = new ByteWriter().number(IMAGE_VERSION).number(records.size());
        for (GroupRecord record : records) {
            StateRecord bytes = GroupRecordCodec.encode(record);
            image.bytes(bytes.key()).bytes(present(bytes.value()));
        }
        return image.toBytes();
    }

    /**
     * {@inheritDoc} Throws {@link IllegalStateException} when it does not understand the image; the state is as before
     * then.
     */
    @Override
    public void restore(byte[] image) {
        List<GroupRecord> records;
        try {
            records = image.length == 0 ? List.of() : recordsOf(new ByteReader(image));
        } catch (RuntimeException e) {
            throw new IllegalStateException("cannot read the image of the groups", e);
        }
        groups.clear();
        records.forEach(this::apply);
    }

    /** The group, or an empty one that belongs to no state when there is no such group. */
    Group group(String name) {
        Group group = groups.get(name);
        return group == null ? new Group(name) : group;
    }

    Collection<Group> groups() {
        return Collections.unmodifiableCollection(groups.values());
    }

    private void apply(GroupRecord change) {
        Group group = groups.computeIfAbsent(change.group(), Group::new);
        group.apply(change);
        if (group.isVoid()) {
            groups.remove(group.name());
        }
    }

    private static List<GroupRecord> recordsOf(ByteReader image) {
        long version = image.number();
        if (version != IMAGE_VERSION) {
            throw new IllegalArgumentException("unknown version of an image: " + version);
        }
        List<GroupRecord> records = new ArrayList<>();
        for (long left = image.number(); left > 0; left--) {
            records.add(GroupRecordCodec.decode(image.bytes(), image.bytes()));
        }
        image.end();
        return records;
    }

    private static byte[] present(byte @Nullable [] bytes) {
        if (bytes == null) {
            throw new IllegalArgumentException("a key or value is missing");
        }
        return bytes;
    }
}
