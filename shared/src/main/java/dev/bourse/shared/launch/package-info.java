/**
 * How a process starts and ends: settings are read and checked, the node is started, groups are deployed, and SIGINT or
 * SIGTERM ends all of it in order. Command line arguments flow in; a running process or one clear line on what is wrong
 * flows out.
 */
@NullMarked
package dev.bourse.shared.launch;

import org.jspecify.annotations.NullMarked;
