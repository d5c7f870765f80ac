package io.gokafka.harness.cluster;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * What all brokers of a run have in common.
 *
 * @param image the folder of the image, with {@code bin/gokafka}
 * @param directory the run's own folder: data, logs, journals
 * @param settings {@code key=value}, for every broker
 * @param environment environment variables, for every broker
 * @param storages what a broker keeps its logs in, by its number
 */
public record Layout(
        Path image,
        Path directory,
        List<String> settings,
        Map<String, String> environment,
        IntFunction<NodeStorage> storages) {
    public Layout {
        settings = List.copyOf(settings);
        environment = Map.copyOf(environment);
    }

    Path data(String id) {
        return directory.resolve("data").resolve(id);
    }

    Path log(String id) {
        return directory.resolve(id + ".log");
    }

    /** Where the layer below the storage notes what is not synced. */
    Path journal(String id) {
        return directory.resolve("journal").resolve(id);
    }

    /** The file that tells that layer what to do wrong. */
    Path control(String id) {
        return directory.resolve("control").resolve(id + ".properties");
    }

    /** The file that tells a broker's clock how far off it is. */
    Path clock(String id) {
        return directory.resolve("clock").resolve(id);
    }

    /** Writes that file, in place: a broker that runs has it in its memory. */
    void putClockOff(String id, long seconds) throws IOException {
        Files.createDirectories(clock(id).getParent());
        ByteBuffer number = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
        try (FileChannel channel = FileChannel.open(clock(id), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(number.putLong(0, seconds), 0);
        }
    }
}
