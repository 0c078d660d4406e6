/** Operating-system processes that outlive the launcher: started, recorded, watched, stopped. */
@NullMarked
package io.tidewatch.launcher.process;

import org.jspecify.annotations.NullMarked;
