/** The clients that use a cluster while it is attacked, over both protocols, and write down all that they ask and are told. */
@NullMarked
package io.gokafka.harness.workload;

import org.jspecify.annotations.NullMarked;
