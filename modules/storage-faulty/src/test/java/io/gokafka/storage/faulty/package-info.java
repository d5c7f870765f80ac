/** Tests of the disk with faults, and of the file storage on it. */
@NullMarked
package io.gokafka.storage.faulty;

import org.jspecify.annotations.NullMarked;
