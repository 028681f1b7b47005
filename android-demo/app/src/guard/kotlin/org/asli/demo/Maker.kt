package org.asli.demo

import android.content.ComponentName
import android.os.Build
import java.util.Locale

/**
 * Makers whose phones stop apps that may not start by themselves, and the pages where that is allowed, the likeliest
 * first. The pages differ from version to version: where none opens, the app's own page in the settings does.
 */
enum class Maker(val title: String, private val brands: Set<String>, vararg pages: Pair<String, String>) {
    XIAOMI(
        "Xiaomi", setOf("xiaomi", "redmi", "poco"),
        "com.miui.securitycenter" to "com.miui.permcenter.autostart.AutoStartManagementActivity",
    ),
    OPPO(
        "Oppo", setOf("oppo", "realme", "oneplus"),
        "com.coloros.safecenter" to "com.coloros.safecenter.permission.startup.StartupAppListActivity",
        "com.coloros.safecenter" to "com.coloros.safecenter.startupapp.StartupAppListActivity",
        "com.oppo.safe" to "com.oppo.safe.permission.startup.StartupAppListActivity",
    ),
    VIVO(
        "Vivo", setOf("vivo", "iqoo"),
        "com.vivo.permissionmanager" to "com.vivo.permissionmanager.activity.BgStartUpManagerActivity",
        "com.iqoo.secure" to "com.iqoo.secure.ui.phoneoptimize.BgStartUpManager",
    ),
    HUAWEI(
        "Huawei", setOf("huawei", "honor"),
        "com.huawei.systemmanager" to "com.huawei.systemmanager.startupmgr.ui.StartupNormalAppListActivity",
    ),
    TRANSSION(
        "Tecno", setOf("tecno", "infinix", "itel"),
        "com.transsion.phonemaster" to "com.cyin.himgr.autostart.AutoStartActivity",
    ),
    ;

    val pages: List<ComponentName> = pages.map { (app, page) -> ComponentName(app, page) }

    companion object {
        fun ofThisPhone(): Maker? {
            val names = setOf(Build.MANUFACTURER, Build.BRAND).map { it.lowercase(Locale.ROOT) }
            return values().find { maker -> names.any { it in maker.brands } }
        }
    }
}
