/** Tests. */
@NullMarked
package io.gokafka.consensus.jgroups.wire;

import org.jspecify.annotations.NullMarked;
