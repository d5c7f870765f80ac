/**
 * For tests only: a file system on a disk that loses power, is full, slow or broken. Needs the JDK alone, so that the contracts of
 * {@code io.gokafka.tck} and a plugin for fault harnesses ({@code modules/storage-faulty}) can both stand on it.
 */
module io.gokafka.faultydisk {
    requires static org.jspecify;

    exports io.gokafka.faultydisk;
}
