plugins {
    alias(libs.plugins.android.application)
    alias(libs.plugins.kotlin.android)
}

kotlin { jvmToolchain(17) }

android {
    namespace = "org.asli.demo"
    compileSdk = 36

    defaultConfig {
        applicationId = "org.asli.demo"
        minSdk = 26
        targetSdk = 36
        versionCode = 1
        versionName = "0.1.0"
    }

    flavorDimensions += "watch"
    productFlavors {
        create("check") {
            dimension = "watch"
            applicationIdSuffix = ".check"
        }
        create("guard") {
            dimension = "watch"
            applicationIdSuffix = ".guard"
        }
    }

    sourceSets.configureEach { kotlin.srcDir("src/$name/kotlin") }

    // An APK for each processor, for phones with little room; app bundles do this by themselves.
    splits {
        abi {
            isEnable = true
            reset()
            include("arm64-v8a", "armeabi-v7a", "x86_64")
            isUniversalApk = true
        }
    }

    buildTypes {
        release {
            isMinifyEnabled = true
            isShrinkResources = true
            proguardFiles(getDefaultProguardFile("proguard-android-optimize.txt"), "proguard-rules.pro")
        }
    }

    testOptions.unitTests {
        isIncludeAndroidResources = true
        all { test ->
            val top = rootDir.resolve("..")
            // What Maven's build tells the tests as well.
            test.systemProperty("flavour", if (test.name.contains("Guard")) "guard" else "check")
            test.systemProperty("screens", top.resolve("docs/screens"))
            test.systemProperty("screens.update", providers.gradleProperty("screens.update").getOrElse("false"))
            test.systemProperty("asli.golden", top.resolve("bindings/kotlin/asli/target/golden"))
            test.systemProperty("user.timezone", "Asia/Kolkata")
            test.jvmArgs("-Xmx1500m", "--add-opens=java.base/java.lang=ALL-UNNAMED", "--add-opens=java.base/java.util=ALL-UNNAMED", "--add-opens=java.base/java.io=ALL-UNNAMED")
        }
    }

    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
    }
}

// A release trusts the root of its issuer and ships that issuer's list: without both it is not built.
val checkPinned by tasks.registering {
    val pinned = listOf("root.json", "bundle.tar").map { layout.projectDirectory.file("src/release/assets/asli/$it").asFile }
    doLast {
        val missing = pinned.filterNot { it.exists() }
        check(missing.isEmpty()) { "a release needs ${missing.joinToString()}: see the README" }
    }
}
tasks.matching { it.name.startsWith("pre") && it.name.endsWith("ReleaseBuild") }.configureEach { dependsOn(checkPinned) }

dependencies {
    implementation(libs.asli)
    implementation(libs.jna) { artifact { type = "aar" } }
    testImplementation(libs.junit)
    testImplementation(libs.robolectric)
    // The tests judge by the real filter: this jar has the library for the machine that builds (`mvn -f bindings/kotlin package`).
    testRuntimeOnly(files("../../bindings/kotlin/asli/target/asli-0.1.0.jar"))
    testRuntimeOnly(libs.jna) // The jar: the AAR has JNA's part for phones only.
}
