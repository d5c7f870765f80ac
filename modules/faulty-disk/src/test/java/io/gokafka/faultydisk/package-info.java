/** Tests of the disk with faults. */
@NullMarked
package io.gokafka.faultydisk;

import org.jspecify.annotations.NullMarked;
