// For developers with the Android SDK. The build that CI runs is Maven's, see README.md.
pluginManagement {
    repositories {
        google()
        mavenCentral()
        gradlePluginPortal()
    }
}

dependencyResolutionManagement {
    repositoriesMode.set(RepositoriesMode.FAIL_ON_PROJECT_REPOS)
    repositories {
        google()
        mavenCentral()
        mavenLocal { content { includeGroup("org.asli") } } // until the library is published
    }
}

rootProject.name = "asli-demo"
include(":app")
