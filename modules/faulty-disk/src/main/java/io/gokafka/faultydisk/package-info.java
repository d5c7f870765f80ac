/**
 * A disk with faults, seen as a file system, for tests of what storages promise when disks fail. It hands everything to the default
 * file system; {@link io.gokafka.faultydisk.FaultyDisk} is where to begin.
 *
 * <p><b>Power loss.</b> The page cache outlives a SIGKILL, so a killed process's files have everything. With a journal, each change
 * that a power cut could undo is noted there before it is made, and {@link io.gokafka.faultydisk.PowerLoss} makes of the killed
 * process's directory what the disk could hold. The rules:
 *
 * <ul>
 *   <li>Content is pending until a {@code force} of that file that began after the write or truncation had ended. The name
 *       under which the file was written, or is found, does not matter.
 *   <li>Of a file with pending changes, each 512-byte sector has what it had at some moment since the last {@code force}, and
 *       so has the length, each moment chosen by itself. So writes get lost, torn at a sector, or reach the disk in another
 *       order; what lies within the length but was never written reads as zeros.
 *   <li>A sector is written whole or not at all, and what was synced stays: a neighbour's write damages nothing.
 *   <li>A name that was made, renamed or deleted is pending until a {@code force} of its directory that began afterwards. A
 *       {@code force} of the file does not help its name (it does on some file systems, which promises nothing).
 *   <li>The pending changes of one directory reach the disk in their order, as journaling file systems do it: some first of
 *       them are there, the rest is not. A rename is there or not; over an existing file, the name has the old or the new
 *       file. Different directories are independent of each other, and of the files' content.
 *   <li>When a new directory's name is lost, so is all that is in it, synced or not.
 *   <li>After a {@code force} that failed, what was pending stays so until it is written again or removed: later ones do not
 *       reach it, as the kernel takes the pages for clean.
 *   <li>Permissions and times are never lost. Renames into another directory and writable mappings are not supported.
 * </ul>
 *
 * <p><b>Other faults</b> are switched on and off while the process runs, see {@link io.gokafka.faultydisk.Faults}.
 */
@NullMarked
package io.gokafka.faultydisk;

import org.jspecify.annotations.NullMarked;
