package io.gokafka.storage.rocksdb;

import io.gokafka.api.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;

/**
 * Loads RocksDB's native library. It can do so itself, but then leaves the file, of some 17 MB, in the folder for temporary files
 * whenever the process is killed.
 */
final class NativeLibrary {
    /** Guarded by the class. */
    private static boolean loaded;

    private NativeLibrary() {}

    /** Loads it unless it is loaded; once in the life of a process. */
    static synchronized void load() {
        if (!loaded) {
            loadNow();
            loaded = true;
        }
    }

    private static void loadNow() {
        String name = Environment.getJniLibraryFileName("rocksdb");
        ClassLoader loader = RocksDB.class.getClassLoader();
        try (InputStream library = loader == null ? null : loader.getResourceAsStream(name)) {
            if (library == null) {
                RocksDB.loadLibrary(); // a platform that has it elsewhere
            } else {
                load(library);
            }
        } catch (IOException | UnsatisfiedLinkError e) {
            throw new StorageException(
                    "cannot load RocksDB's native library " + name + " from " + System.getProperty("java.io.tmpdir")
                            + ", a folder that libraries may be loaded from: " + e.getMessage(),
                    e);
        }
    }

    private static void load(InputStream library) throws IOException {
        Path folder = Files.createTempDirectory("gokafka-rocksdb");
        // The name that it looks for in a folder is another one than in its jar.
        Path file = folder.resolve(Environment.getJniLibraryFileName("rocksdbjni"));
        try {
            Files.copy(library, file);
            RocksDB.loadLibrary(List.of(folder.toString()));
        } finally {
            Files.deleteIfExists(file); // what is loaded stays so
            Files.delete(folder);
        }
    }
}
