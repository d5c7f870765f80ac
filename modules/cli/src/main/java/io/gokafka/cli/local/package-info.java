/** Brokers on this machine: in this process, or in processes of their own. */
@NullMarked
package io.gokafka.cli.local;

import org.jspecify.annotations.NullMarked;
