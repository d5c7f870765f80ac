/** What clients asked and were told while a cluster was attacked: written by the workloads, judged by the checker. */
@NullMarked
package io.gokafka.harness.history;

import org.jspecify.annotations.NullMarked;
