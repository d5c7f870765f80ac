/** Tests of the file storage on the disk with faults; in the disk's package, as they look into its journal. */
@NullMarked
package io.gokafka.faultydisk;

import org.jspecify.annotations.NullMarked;
