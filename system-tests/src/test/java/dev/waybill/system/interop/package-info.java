/** Tests Waybill's servers with test suites written by others. */
@NullMarked
package dev.waybill.system.interop;

import org.jspecify.annotations.NullMarked;
