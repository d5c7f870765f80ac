/** Tests of the codecs, against what Kafka's own code writes and reads. */
@NullMarked
package io.gokafka.compression;

import org.jspecify.annotations.NullMarked;
