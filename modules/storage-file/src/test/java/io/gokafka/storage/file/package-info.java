/** Tests of the storage in segment files. */
@NullMarked
package io.gokafka.storage.file;

import org.jspecify.annotations.NullMarked;
