/** Tests. */
@NullMarked
package io.gokafka.consensus.jgroups.stack;

import org.jspecify.annotations.NullMarked;
