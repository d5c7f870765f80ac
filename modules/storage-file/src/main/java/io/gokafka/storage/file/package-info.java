/**
 * Storage in segment files.
 *
 * <p>One directory a replica:
 *
 * <pre>
 * &lt;log id&gt;/manifest                     what the log consists of; replaced atomically at every change but an append
 * &lt;log id&gt;/&lt;offset&gt;-&lt;index&gt;-&lt;serial&gt;.log    a segment: batches, one after the other, and nothing else
 * &lt;log id&gt;/&lt;offset&gt;-&lt;index&gt;-&lt;serial&gt;.index  its sparse index; can be made again from the segment
 * &lt;log id&gt;/synced                       how much of the last segment is surely on disk
 * &lt;log id&gt;/vote, &lt;log id&gt;/snapshot      replaced atomically
 * </pre>
 *
 * <p>Only the last segment is ever written to, and bytes of a segment are never overwritten by others: a truncation continues
 * in a new file. So what a reader has located stays what it was, and a crash can only have damaged the end of the last segment.
 */
@NullMarked
package io.gokafka.storage.file;

import org.jspecify.annotations.NullMarked;
