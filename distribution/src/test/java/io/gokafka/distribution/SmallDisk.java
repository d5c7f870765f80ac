package io.gokafka.distribution;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** A file system in memory that only one broker has, for its data directory: mounted in a user namespace, so nobody has to be root. */
@NullMarked
public final class SmallDisk {
    private static final int PIECE = 64 << 10;

    private final Path directory;
    private final int mebibytes;
    private final Supplier<@Nullable Process> broker;

    SmallDisk(Path directory, int mebibytes, Supplier<@Nullable Process> broker) {
        this.directory = directory;
        this.mebibytes = mebibytes;
        this.broker = broker;
    }

    /** Skips the test where there can be none. */
    public static void assumePossible() throws IOException, InterruptedException {
        Process probe;
        try {
            probe = new ProcessBuilder("unshare", "-Urm", "mount", "-t", "tmpfs", "tmpfs", "/mnt")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            Assumptions.abort("no small file system can be mounted: there is no unshare");
            return;
        }
        Assumptions.assumeTrue(
                probe.waitFor(20, TimeUnit.SECONDS) && probe.exitValue() == 0,
                "no small file system can be mounted: user namespaces are not allowed");
    }

    List<String> wrap(List<String> command) {
        List<String> wrapped = new ArrayList<>(List.of(
                "unshare",
                "-Urm",
                "sh",
                "-c",
                "mount -t tmpfs -o size=" + mebibytes + "m,mode=700 tmpfs \"$0\" && exec \"$@\"",
                directory.toString()));
        wrapped.addAll(command);
        return wrapped;
    }

    /** The data directory as the broker sees it. */
    public Path data() {
        return Path.of("/proc/" + Objects.requireNonNull(broker.get()).pid() + "/root" + directory.toAbsolutePath());
    }

    private Path filler() {
        return data().resolve("filler");
    }

    /** Takes space until so many bytes are left, or none. */
    public void fillUpTo(long left) throws IOException {
        byte[] piece = new byte[PIECE];
        try (OutputStream out = Files.newOutputStream(filler())) {
            while (Files.getFileStore(data()).getUsableSpace() > left) {
                out.write(piece);
            }
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            if (left > 0) {
                throw e; // it is full, as it was to be
            }
        }
    }

    /** Gives the space back. */
    public void free() throws IOException {
        Files.delete(filler());
    }
}
