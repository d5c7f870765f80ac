package io.gokafka.broker.metadata;

/**
 * The cluster's metadata, and how much of its log is in it. Of two images of a cluster, whichever brokers have them, the one of
 * the higher index has all that the other has, and what came after it.
 *
 * @param image the metadata
 * @param index the index of the last entry of the log that is in it; 0 before any
 */
public record IndexedImage(ClusterImage image, long index) {
    /** Before anything is known. */
    public static final IndexedImage EMPTY = new IndexedImage(ClusterImage.EMPTY, 0);
}
