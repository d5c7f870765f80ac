/** Tests of the batches that the replication itself writes. */
@NullMarked
package io.gokafka.tck.record;

import org.jspecify.annotations.NullMarked;
