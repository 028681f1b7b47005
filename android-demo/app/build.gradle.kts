plugins {
    alias(libs.plugins.android.application)
    alias(libs.plugins.kotlin.android)
}

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

    buildTypes {
        release {
            isMinifyEnabled = true
            isShrinkResources = true
            proguardFiles(getDefaultProguardFile("proguard-android-optimize.txt"), "proguard-rules.pro")
        }
    }

    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
    }
}

dependencies {
    implementation(libs.asli)
    implementation(libs.jna) { artifact { type = "aar" } }
}
