/** Tests of the harness's own parts. */
@NullMarked
package io.gokafka.harness;

import org.jspecify.annotations.NullMarked;
