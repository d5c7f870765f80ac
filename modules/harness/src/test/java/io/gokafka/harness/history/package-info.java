/** Tests of histories as files. */
@NullMarked
package io.gokafka.harness.history;

import org.jspecify.annotations.NullMarked;
