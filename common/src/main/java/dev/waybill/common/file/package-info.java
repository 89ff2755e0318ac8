/** Files: why one cannot be used, in plain words. */
@NullMarked
package dev.waybill.common.file;

import org.jspecify.annotations.NullMarked;
