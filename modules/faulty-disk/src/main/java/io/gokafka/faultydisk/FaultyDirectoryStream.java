package io.gokafka.faultydisk;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.Iterator;

/**
 * What is in a directory, as paths of a faulty disk.
 *
 * @param real the same, as real paths
 */
record FaultyDirectoryStream(FaultyFileSystem disk, DirectoryStream<Path> real) implements DirectoryStream<Path> {
    @Override
    public Iterator<Path> iterator() {
        Iterator<Path> paths = real.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return paths.hasNext();
            }

            @Override
            public Path next() {
                return disk.path(paths.next());
            }
        };
    }

    @Override
    public void close() throws IOException {
        real.close();
    }
}
