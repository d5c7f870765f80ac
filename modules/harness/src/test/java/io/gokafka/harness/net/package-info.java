/** Tests of the networks that can be made on any machine. */
@NullMarked
package io.gokafka.harness.net;

import org.jspecify.annotations.NullMarked;
