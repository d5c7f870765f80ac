/** Tests of the storage on a disk with faults. */
@NullMarked
package io.gokafka.storage.faulty;

import org.jspecify.annotations.NullMarked;
